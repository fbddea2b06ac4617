# After the app answers: its webhooks. The app looks after them by itself from then on, hourly. May be repeated.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location (Join-Path $PSScriptRoot '../..')

$env:Shopify__ShopDomain = $env:SHOP_DOMAIN
$env:Shopify__ClientId = $env:SHOPIFY_CLIENT_ID
$env:Shopify__ApiVersion = $env:SHOPIFY_API_VERSION
$env:Shopify__ClientSecret = az keyvault secret show --vault-name $env:AZURE_KEY_VAULT_NAME --name shopify-client-secret --query value --output tsv
$env:InventorySync__Database = 'SqlServer'
$env:InventorySync__FullSyncSchedule = '0 0 */4 * * *'
$env:InventorySync__ProbeSchedule = '0 3-59/5 * * * *'
$env:InventorySync__PublicUrl = $env:PUBLIC_URL
$env:ConnectionStrings__Inventory = "Server=tcp:$env:SQL_SERVER,1433;Database=$env:SQL_DATABASE;Authentication=Active Directory Default;Encrypt=True"
dotnet dev.cs webhooks register
