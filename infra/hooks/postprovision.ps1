# After the resources are there: Shopify's secret into the Key Vault, the tables, and the app's rights in the database. May be repeated.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location (Join-Path $PSScriptRoot '../..')

if ($env:SHOPIFY_CLIENT_SECRET) {
  az keyvault secret set --vault-name $env:AZURE_KEY_VAULT_NAME --name shopify-client-secret --value $env:SHOPIFY_CLIENT_SECRET --output none
}
else {
  $PSNativeCommandUseErrorActionPreference = $false
  az keyvault secret show --vault-name $env:AZURE_KEY_VAULT_NAME --name shopify-client-secret --output none 2>$null
  if ($LASTEXITCODE -ne 0) {
    throw "The Key Vault $env:AZURE_KEY_VAULT_NAME has no secret shopify-client-secret yet: set SHOPIFY_CLIENT_SECRET in this shell and run 'azd hooks run postprovision'."
  }
  $PSNativeCommandUseErrorActionPreference = $true
}

$env:ConnectionStrings__Inventory = "Server=tcp:$env:SQL_SERVER,1433;Database=$env:SQL_DATABASE;Authentication=Active Directory Default;Encrypt=True"
dotnet dev.cs migrate
dotnet dev.cs grant --identity $env:IDENTITY_NAME --client-id $env:IDENTITY_CLIENT_ID
