// A network of the app's own, so that the database answers it and not all of Azure. A service endpoint costs nothing, unlike a private one.
param name string
param location string
param tags object

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/24'] }
    subnets: [
      {
        name: 'app'
        properties: {
          // An address for each instance: https://learn.microsoft.com/azure/azure-functions/functions-networking-options
          addressPrefix: '10.20.0.0/25'
          delegations: [{ name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }]
          serviceEndpoints: [{ service: 'Microsoft.Sql' }]
        }
      }
    ]
  }

  resource appSubnet 'subnets' existing = { name: 'app' }
}

output appSubnetId string = network::appSubnet.id
