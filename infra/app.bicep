// The function app, on Flex Consumption.
//
// Instances. The HTTP functions scale as one group, the queue function and each timer by themselves, each up to maximumInstanceCount.
//   alwaysReadyInstances  One warm instance for `http` and one for the queue function keep a cold start (10 to 60 seconds) out of Shopify's
//                         five, and the change's latency below a second. Each costs some 31 dollars a month at 2 GB while idle; 0 saves
//                         that, and the first webhook after a quiet quarter of an hour then fails and is delivered again.
//   maximumInstanceCount  Instances times (batchSize 32 + newBatchThreshold 32 of host.json) are the messages that are worked on
//                         at once: 10 instances are 640, which share some 30 transactions. More instances do not help where the database is
//                         the limit; fewer let the queue grow in a surge. It costs only what runs.
//   sqlMaxPoolSize        The changes of one instance share a transaction, two large ones go beside it, 8 failed ones are recorded at a
//                         time, and a full sync takes two connections: below 16 they wait for each other. Times the instances it must stay
//                         below what the database takes: an S1 has 900 sessions and 60 workers at one instant
//                         (https://learn.microsoft.com/azure/azure-sql/database/resource-limits-dtu-single-databases).
param suffix string
param location string
param tags object
param identityId string
param identityClientId string
param storageName string
param deploymentContainerUri string
param vaultUri string
param applicationInsightsConnectionString string
param subnetId string
param sqlServerAddress string
param databaseName string
param sqlMaxPoolSize int
param maximumInstanceCount int
param alwaysReadyInstances int
param shopDomain string
param shopifyClientId string
param shopifyApiVersion string
param webhookSecretName string

@description('Settings of the app that differ from the defaults below.')
param overrides object

@description('The memory of an instance, in MB. A full sync of 200,000 variants takes some 150.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

var name = 'func-inventorysync-${suffix}'
var publicUrl = 'https://${name}.azurewebsites.net'

// What the host itself reads.
var hostSettings = {
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  AZURE_CLIENT_ID: identityClientId
}

// What the app reads, in full: a setting that is not here would go by its default unseen.
var appDefaults = {
  Shopify__ShopDomain: shopDomain
  Shopify__ClientId: shopifyClientId
  Shopify__ClientSecret: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/shopify-client-secret)'
  Shopify__WebhookSecret: empty(webhookSecretName) ? '' : '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${webhookSecretName})'
  Shopify__AccessToken: ''
  Shopify__ApiVersion: shopifyApiVersion
  ConnectionStrings__Inventory: join(
    [
      'Server=tcp:${sqlServerAddress},1433'
      'Database=${databaseName}'
      'Authentication=Active Directory Managed Identity'
      'User Id=${identityClientId}'
      'Encrypt=True'
      'Max Pool Size=${sqlMaxPoolSize}'
      'Connect Timeout=15'
    ],
    ';'
  )
  InventorySync__Database: 'SqlServer'
  InventorySync__Schema: 'dbo'
  InventorySync__ReplaceMode: 'Truncate'
  InventorySync__CommandTimeout: '00:01:00'
  InventorySync__FullSyncCommandTimeout: '00:10:00'
  InventorySync__FullSyncSchedule: '0 0 */4 * * *'
  InventorySync__PublicUrl: publicUrl
  InventorySync__ProbeSchedule: '0 3-59/5 * * * *'
  InventorySync__LocationIds: ''
  InventorySync__SafetyStock: '0'
  InventorySync__MaxShrinkPercent: '20'
  InventorySync__HistoryDays: '30'
  InventorySync__ObservationDays: '7'
  InventorySync__StaleReadMargin: '00:02:00'
  InventorySync__StrictCounts: 'false'
  InventorySync__TracedPercent: '10'
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-inventorysync-${suffix}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'inventorysync' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: subnetId
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
    }
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUri
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances == 0 ? [] : [
          { name: 'http', instanceCount: alwaysReadyInstances }
          { name: 'function:InventoryChangeFunction', instanceCount: alwaysReadyInstances }
        ]
      }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(hostSettings, appDefaults, overrides)
  }

  // Passwords for publishing, which nothing here uses.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output publicUrl string = publicUrl
