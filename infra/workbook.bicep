// What operators look at. Each chart is a file in queries/, held by a test against the names that the app emits.
param location string
param tags object
param workspaceId string

type Chart = {
  title: string
  query: string
  visualization: 'timechart' | 'table' | 'barchart'
}

var charts Chart[] = [
  {
    title: 'Webhooks a minute, by topic and outcome; queued and rejected ones when their message was handled'
    query: loadTextContent('queries/chart-webhooks.kql')
    visualization: 'timechart'
  }
  {
    title: 'From the change in the store to its row: percentiles, in seconds'
    query: loadTextContent('queries/chart-latency.kql')
    visualization: 'table'
  }
  {
    title: 'Where a change spends that time: by stage, in seconds'
    query: loadTextContent('queries/chart-stages.kql')
    visualization: 'table'
  }
  {
    title: 'Changes by what became of them: applied, repeated, superseded, in conflict'
    query: loadTextContent('queries/chart-outcomes.kql')
    visualization: 'timechart'
  }
  { title: 'Full syncs', query: loadTextContent('queries/chart-full-syncs.kql'), visualization: 'table' }
  {
    title: 'Drift: rows that a full sync had to repair, by cause'
    query: loadTextContent('queries/chart-drift.kql')
    visualization: 'barchart'
  }
  { title: 'Failures', query: loadTextContent('queries/chart-failures.kql'), visualization: 'table' }
]

var items = [for chart in charts: {
  type: 3
  name: chart.title
  content: {
    version: 'KqlItem/1.0'
    title: chart.title
    query: chart.query
    size: 0
    queryType: 0
    resourceType: 'microsoft.operationalinsights/workspaces'
    crossComponentResources: [workspaceId]
    timeContextFromParameter: 'TimeRange'
    visualization: chart.visualization
  }
}]

var timeRange = {
  type: 9
  name: 'parameters'
  content: {
    version: 'KqlParameterItem/1.0'
    parameters: [
      {
        id: '5f2c6b1e-8f0b-4a3c-9d52-0e9c6a7b1d34'
        version: 'KqlParameterItem/1.0'
        name: 'TimeRange'
        type: 4
        isRequired: true
        value: { durationMs: 86400000 }
        typeSettings: {
          selectableValues: [{ durationMs: 3600000 }, { durationMs: 14400000 }, { durationMs: 86400000 }, { durationMs: 604800000 }]
        }
      }
    ]
    style: 'pills'
    queryType: 0
    resourceType: 'microsoft.operationalinsights/workspaces'
  }
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'inventorysync')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'InventorySync'
    category: 'workbook'
    sourceId: workspaceId
    version: '1.0'
    serializedData: string({ version: 'Notebook/1.0', items: concat([timeRange], items), fallbackResourceIds: [workspaceId] })
  }
}
