// Everything that InventorySync needs in Azure, in a resource group of its own. `azd up` deploys it; README.md says how, and what it costs.
// There is no key and no password in here: the app has one identity, and roles.bicep is all that this identity may do outside the database.
targetScope = 'subscription'

@minLength(1)
@maxLength(24)
@description('The azd environment: names the resource group and, hashed, the resources.')
param environmentName string

@description('The region. Shopify\'s webhooks come from the world over; near the readers of the database is best.')
param location string

@description('The shop, such as your-shop.myshopify.com.')
param shopDomain string

@description('The client id of the app in Shopify\'s Dev Dashboard. It is no secret; the client secret goes into the Key Vault.')
param shopifyClientId string

@description('The Admin API version that is asked for.')
param shopifyApiVersion string = '2026-10'

@description('''The Key Vault secret that webhooks are signed with, where it is not the client secret; while a secret is rotated, it holds
both, comma-separated. Empty: the client secret alone.''')
param webhookSecretName string = ''

@description('''Whoever deploys: the SQL server's administrator (which runs the migrations) and the one who may write the Key Vault's
secrets. azd fills it in.''')
param principalId string

@description('The name of that principal: a user\'s sign-in name, a group\'s or an application\'s name.')
param principalName string

@allowed(['User', 'Group', 'ServicePrincipal'])
@description('What kind of principal that is.')
param principalType string = 'User'

@description('The IPv4 address that the migrations are run from, for the SQL server\'s firewall. Empty: from inside Azure\'s network only.')
param deployerIpAddress string = ''

@description('Whom the alerts are mailed to. Empty: they show in the portal only.')
param alertEmail string = ''

@description('The database\'s size: see the sums in sql.bicep.')
param sqlSku object = { name: 'S1', tier: 'Standard' }

@minValue(1)
@maxValue(100)
@description('The most instances of each group that scales by itself: see app.bicep.')
param maximumInstanceCount int = 10

@minValue(0)
@maxValue(10)
@description('Instances that are always warm, for the webhooks and for the queue function: see app.bicep.')
param alwaysReadyInstances int = 1

@minValue(5)
@maxValue(200)
@description('The most connections of one instance to the database: see app.bicep.')
param sqlMaxPoolSize int = 30

@description('''Settings of the app that differ from their defaults, by the names that the README lists, such as
{ InventorySync__LocationIds: '123,456' }.''')
param appSettings object = {}

@description('From when on the alerts speak.')
param alertThresholds object = {}

var tags = { 'azd-env-name': environmentName }
var suffix = uniqueString(subscription().id, environmentName, location)

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  scope: group
  params: { name: 'id-inventorysync-${suffix}', location: location, tags: tags }
}

module network 'network.bicep' = {
  scope: group
  params: { name: 'vnet-inventorysync-${suffix}', location: location, tags: tags }
}

module monitoring 'monitoring.bicep' = {
  scope: group
  params: { suffix: suffix, location: location, tags: tags }
}

module storage 'storage.bicep' = {
  scope: group
  params: { name: 'stinvsync${suffix}', location: location, tags: tags }
}

module vault 'vault.bicep' = {
  scope: group
  params: { name: 'kv-${suffix}', location: location, tags: tags, workspaceId: monitoring.outputs.workspaceId }
}

module sql 'sql.bicep' = {
  scope: group
  params: {
    serverName: 'sql-inventorysync-${suffix}'
    location: location
    tags: tags
    sku: sqlSku
    adminId: principalId
    adminName: principalName
    adminType: principalType
    subnetId: network.outputs.appSubnetId
    deployerIpAddress: deployerIpAddress
    workspaceId: monitoring.outputs.workspaceId
  }
}

module roles 'roles.bicep' = {
  scope: group
  params: {
    identityPrincipalId: identity.outputs.principalId
    deployerId: principalId
    deployerType: principalType
    storageName: storage.outputs.name
    vaultName: vault.outputs.name
    applicationInsightsName: monitoring.outputs.applicationInsightsName
  }
}

module app 'app.bicep' = {
  scope: group
  // The app reads its code, its queues and its secrets by these roles as soon as it is there.
  dependsOn: [roles]
  params: {
    suffix: suffix
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    deploymentContainerUri: storage.outputs.deploymentContainerUri
    vaultUri: vault.outputs.uri
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    subnetId: network.outputs.appSubnetId
    sqlServerAddress: sql.outputs.serverAddress
    databaseName: sql.outputs.databaseName
    sqlMaxPoolSize: sqlMaxPoolSize
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
    shopDomain: shopDomain
    shopifyClientId: shopifyClientId
    shopifyApiVersion: shopifyApiVersion
    webhookSecretName: webhookSecretName
    overrides: appSettings
  }
}

module alerts 'alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    email: alertEmail
    thresholds: alertThresholds
  }
}

module workbook 'workbook.bicep' = {
  scope: group
  params: { location: location, tags: tags, workspaceId: monitoring.outputs.workspaceId }
}

// What the hook, azd and people read; none of it is a secret.
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output IDENTITY_NAME string = identity.outputs.name
output IDENTITY_CLIENT_ID string = identity.outputs.clientId
output SQL_SERVER string = sql.outputs.serverAddress
output SQL_DATABASE string = sql.outputs.databaseName
output PUBLIC_URL string = app.outputs.publicUrl
