// When to wake somebody, and what that one does first. Each query is a file in queries/, held by a test against the names that the app
// emits.
param location string
param tags object
param workspaceId string
param email string

@description('Thresholds that differ from those below, by the alert\'s name, such as { drift: 200 }.')
param thresholds object

type Alert = {
  name: string
  title: string
  query: string
  operator: 'GreaterThan' | 'LessThan'
  threshold: string
  window: string
  every: string
  severity: int
  runbook: string[] // joined with spaces
}

// Severity 1 loses stock or will do within hours; 2 is late; 3 was repaired, and the reason wants to be known.
var alerts Alert[] = [
  {
    name: 'no-full-sync'
    title: 'No full sync has succeeded in five hours'
    query: loadTextContent('queries/full-syncs-that-succeeded.kql')
    operator: 'LessThan'
    threshold: '1'
    window: 'PT5H'
    every: 'PT15M'
    severity: 1
    runbook: [
      'GET /api/status, or the newest rows of SyncRun, say why the last run failed.'
      'ACCESS_DENIED: enable bulk queries.'
      'A shrink: look whether variants are really gone, then approve it (dotnet dev.cs full-sync --help).'
      'Webhooks go on meanwhile; what they miss is not repaired until a run succeeds.'
    ]
  }
  {
    name: 'drift'
    title: 'A full sync had to repair many rows'
    query: loadTextContent('queries/drift.kql')
    operator: 'GreaterThan'
    threshold: '50'
    window: 'PT5H'
    every: 'PT30M'
    severity: 2
    runbook: [
      'Webhooks were lost or came late.'
      'dotnet dev.cs drift summary names the causes;'
      'deliveries that never came point to the subscriptions (dotnet dev.cs webhooks list), refused ones to the secret.'
    ]
  }
  {
    name: 'accuracy'
    title: 'Too many SKUs were wrong when a full sync looked'
    query: loadTextContent('queries/accuracy.kql')
    operator: 'LessThan'
    threshold: '0.995'
    window: 'PT5H'
    every: 'PT30M'
    severity: 1
    runbook: [
      'Of a thousand SKUs more than five were wrong: as for drift, and sooner.'
      'dotnet dev.cs drift list shows which, and whether they could be oversold.'
    ]
  }
  {
    name: 'probe'
    title: 'The probe found SKUs wrong'
    query: loadTextContent('queries/probe-mismatches.kql')
    operator: 'GreaterThan'
    threshold: '2'
    window: 'PT15M'
    every: 'PT5M'
    severity: 1
    runbook: [
      'Of twenty SKUs that are compared every five minutes three or more were wrong for over a minute:'
      'the pipeline is dead, or webhooks are lost by the dozen.'
      'A full sync has been started.'
      'dotnet dev.cs status names the reason; dotnet dev.cs sku CODE shows one of them.'
    ]
  }
  {
    name: 'silent'
    title: 'The app says nothing'
    query: loadTextContent('queries/signs-of-life.kql')
    operator: 'LessThan'
    threshold: '1'
    window: 'PT30M'
    every: 'PT15M'
    severity: 1
    runbook: [
      'It measures its queues every five minutes, and has not for thirty: no timer runs, or its telemetry does not arrive.'
      'Does the function app run (portal, or GET /api/health/live)?'
      'Which line does its log stream end with?'
      'A setting that is wrong stops it at its start.'
    ]
  }
  {
    name: 'latency'
    title: 'Changes take long from their receipt to their row (p95, in seconds)'
    query: loadTextContent('queries/change-latency-p95.kql')
    operator: 'GreaterThan'
    threshold: '10'
    window: 'PT15M'
    every: 'PT5M'
    severity: 2
    runbook: [
      'The queue or the database.'
      'Is the queue long (GET /api/status)?'
      'Then the database is the limit: look at its DTU, raise its tier; more instances make it worse.'
      'Is it short?'
      'Then cold starts: alwaysReadyInstances in app.bicep.'
    ]
  }
  {
    name: 'failed-changes'
    title: 'A message could not be read or applied'
    query: loadTextContent('queries/changes-that-failed.kql')
    operator: 'GreaterThan'
    threshold: '0'
    window: 'PT15M'
    every: 'PT5M'
    severity: 3
    runbook: [
      'dotnet dev.cs failed list shows them with their reasons.'
      'A look-up repairs each by itself;'
      'whatever stays for more than an hour wants dotnet dev.cs failed retry, or a bug report with its reason.'
    ]
  }
  {
    name: 'unauthorized'
    title: 'Webhooks are refused: their signature is wrong'
    query: loadTextContent('queries/webhooks-unauthorized.kql')
    operator: 'GreaterThan'
    threshold: '5'
    window: 'PT5M'
    every: 'PT5M'
    severity: 1
    runbook: [
      'Shopify gives a subscription up after eight refusals in a row, four hours from the first.'
      'Was the client secret rotated?'
      'Put both into the Key Vault secret, new one first, comma-separated, and restart the app.'
      'Nobody rotated it?'
      'Then somebody else posts to the address, and nothing is lost.'
    ]
  }
  {
    name: 'webhooks-failed'
    title: 'Webhooks are answered 5xx'
    query: loadTextContent('queries/webhooks-failed.kql')
    operator: 'GreaterThan'
    threshold: '5'
    window: 'PT5M'
    every: 'PT5M'
    severity: 1
    runbook: [
      'The queue could not be written, or the app does not start.'
      'Shopify delivers again for four hours.'
      'Look at the function app\'s log stream for the line that says which setting is wrong,'
      'and at the storage account\'s firewall and roles.'
    ]
  }
  {
    name: 'subscription-repaired'
    title: 'A webhook subscription was missing or wrong, and has been repaired'
    query: loadTextContent('queries/subscriptions-repaired.kql')
    operator: 'GreaterThan'
    threshold: '0'
    window: 'PT1H'
    every: 'PT15M'
    severity: 3
    runbook: [
      'Webhooks were lost until then; a full sync has been started to make up for it.'
      'Shopify deletes a subscription after eight failures in a row: look for the time of the 401s or 5xx before it.'
    ]
  }
  {
    name: 'queue-age'
    title: 'The oldest message has waited long (seconds)'
    query: loadTextContent('queries/queue-age.kql')
    operator: 'GreaterThan'
    threshold: '300'
    window: 'PT15M'
    every: 'PT5M'
    severity: 1
    runbook: [
      'Nothing is applied.'
      'Is the app paused (dotnet dev.cs status)?'
      'Is the database reachable?'
      'Is the queue function disabled or short of instances?'
      'Messages are kept for seven days.'
    ]
  }
]

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-inventorysync'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'invsync'
    enabled: true
    emailReceivers: [{ name: 'operators', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in alerts: {
  name: 'alert-inventorysync-${alert.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'InventorySync: ${alert.title}'
    description: join(alert.runbook, ' ')
    severity: alert.severity
    enabled: true
    scopes: [workspaceId]
    windowSize: alert.window
    evaluationFrequency: alert.every
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: alert.query
          metricMeasureColumn: 'Value'
          timeAggregation: 'Maximum'
          operator: alert.operator
          threshold: json(string(thresholds[?alert.name] ?? alert.threshold))
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: empty(email) ? [] : [operators.id] }
  }
}]
