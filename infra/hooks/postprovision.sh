#!/bin/sh
# After the resources are there: Shopify's secret into the Key Vault, the tables, and the app's rights in the database. May be repeated.
set -eu
cd "$(dirname "$0")/../.."

if [ -n "${SHOPIFY_CLIENT_SECRET:-}" ]; then
  az keyvault secret set --vault-name "$AZURE_KEY_VAULT_NAME" --name shopify-client-secret --value "$SHOPIFY_CLIENT_SECRET" --output none
elif ! az keyvault secret show --vault-name "$AZURE_KEY_VAULT_NAME" --name shopify-client-secret --output none 2>/dev/null; then
  echo "The Key Vault $AZURE_KEY_VAULT_NAME has no secret shopify-client-secret yet: set SHOPIFY_CLIENT_SECRET in this shell and run 'azd hooks run postprovision'." >&2
  exit 1
fi

export ConnectionStrings__Inventory="Server=tcp:$SQL_SERVER,1433;Database=$SQL_DATABASE;Authentication=Active Directory Default;Encrypt=True"
dotnet dev.cs migrate
dotnet dev.cs grant --identity "$IDENTITY_NAME" --client-id "$IDENTITY_CLIENT_ID"
