// Where the telemetry goes. Local authentication is off: only an identity with the publisher's role (roles.bicep) can write to it.
param suffix string
param location string
param tags object

@description('Days that logs and metrics are kept. 31 are in the price of taking them in; more are paid for by the GB.')
param retentionInDays int = 31

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-inventorysync-${suffix}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionInDays
    features: { disableLocalAuth: true }
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-inventorysync-${suffix}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

output workspaceId string = workspace.id
output applicationInsightsName string = applicationInsights.name
output connectionString string = applicationInsights.properties.ConnectionString
