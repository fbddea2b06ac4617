// The queues and the app's code. Its keys are off: whoever reads or writes it does so by a role.
param name string
param location string
param tags object

// The app's queues. The host would make them when they are first used; a queue that is there from the start can be watched from the start.
var queues = ['inventory-changes', 'inventory-changes-poison', 'full-sync-requests', 'full-sync-requests-poison']

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Standard_ZRS' }
  kind: 'StorageV2'
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource deployment 'containers' = {
      name: 'deployment'
    }
  }

  resource queueService 'queueServices' = {
    name: 'default'

    resource queue 'queues' = [for queue in queues: { name: queue }]
  }
}

output name string = account.name
output deploymentContainerUri string = '${account.properties.primaryEndpoints.blob}${account::blobs::deployment.name}'
