// The database. There is no SQL password: Entra alone, for the administrator as for the app.
//
// The sums, a month, in US dollars and rounded, before tax (https://azure.microsoft.com/pricing/details/azure-sql-database/single/):
//   S0  10 DTU                   15    enough for 50,000 webhooks a day that come evenly; a full sync takes all of it for about a minute
//   S1  20 DTU                   30    the default: room for a surge of some 50 changes a second
//   S2  50 DTU                   75    a catalogue of 100,000 variants
//   GP_S_Gen5_1, serverless ~190 at a minimum of 0.5 vCore that never pauses: a pause would cost a minute of failing messages, and 50,000
//                                      webhooks a day leave no hour without one anyway, so autoPauseDelay would have to be -1
param serverName string
param location string
param tags object

@description('Name and tier, such as { name: \'S1\', tier: \'Standard\' }.')
param sku object

param adminId string
param adminName string

@allowed(['User', 'Group', 'ServicePrincipal'])
param adminType string

param subnetId string
param deployerIpAddress string
param workspaceId string

resource server 'Microsoft.Sql/servers@2023-08-01' = {
  name: serverName
  location: location
  tags: tags
  properties: {
    version: '12.0'
    minimalTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled' // for the subnet's rule and the deployer's; there is no rule for all of Azure
    administrators: {
      administratorType: 'ActiveDirectory'
      azureADOnlyAuthentication: true
      login: adminName
      sid: adminId
      principalType: adminType == 'ServicePrincipal' ? 'Application' : adminType
      tenantId: tenant().tenantId
    }
  }

  resource database 'databases' = {
    name: 'inventory'
    location: location
    tags: tags
    sku: sku
    properties: {
      // Shopify allows codes and titles in any script; no rule of the app depends on the collation.
      collation: 'SQL_Latin1_General_CP1_CI_AS'
      zoneRedundant: false
      requestedBackupStorageRedundancy: 'Zone'
    }
  }

  resource appSubnet 'virtualNetworkRules' = {
    name: 'app'
    properties: { virtualNetworkSubnetId: subnetId }
  }

  resource deployer 'firewallRules' = if (!empty(deployerIpAddress)) {
    name: 'deployer'
    properties: { startIpAddress: deployerIpAddress, endIpAddress: deployerIpAddress }
  }

  resource auditing 'auditingSettings' = {
    name: 'default'
    properties: { state: 'Enabled', isAzureMonitorTargetEnabled: true }
    dependsOn: [auditLog]
  }

  // The server's audit reaches a workspace through the diagnostic setting of its master database.
  // https://learn.microsoft.com/azure/azure-sql/database/auditing-setup
  resource master 'databases' existing = { name: 'master' }
}

resource auditLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: server::master
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'SQLSecurityAuditEvents', enabled: true }]
  }
}

output serverAddress string = server.properties.fullyQualifiedDomainName
output databaseName string = server::database.name
