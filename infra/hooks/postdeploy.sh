#!/bin/sh
# After the app answers: its webhooks. The app looks after them by itself from then on, hourly. May be repeated.
set -eu
cd "$(dirname "$0")/../.."

export Shopify__ShopDomain="$SHOP_DOMAIN" Shopify__ClientId="$SHOPIFY_CLIENT_ID" Shopify__ApiVersion="$SHOPIFY_API_VERSION"
Shopify__ClientSecret="$(az keyvault secret show --vault-name "$AZURE_KEY_VAULT_NAME" --name shopify-client-secret --query value --output tsv)"
export Shopify__ClientSecret
export InventorySync__Database=SqlServer InventorySync__FullSyncSchedule='0 0 */4 * * *' InventorySync__ProbeSchedule='0 3-59/5 * * * *' InventorySync__PublicUrl="$PUBLIC_URL"
export ConnectionStrings__Inventory="Server=tcp:$SQL_SERVER,1433;Database=$SQL_DATABASE;Authentication=Active Directory Default;Encrypt=True"
dotnet dev.cs webhooks register
