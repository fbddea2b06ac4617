namespace InventorySync.Tests.EndToEnd;

/// <summary>One payload of each topic as Shopify has sent or documented it, with the ids made different where several speak of one record.</summary>
internal static class RecordedPayloads
{
    public const string LevelUpdate =
        """{"inventory_item_id":48513488879793,"location_id":75596366001,"available":0,"updated_at":"2026-03-16T15:35:06+07:00","admin_graphql_api_id":"gid:\/\/shopify\/InventoryLevel\/110012006577?inventory_item_id=48513488879793"}""";

    public const string LevelConnect =
        """{"inventory_item_id":48513488879794,"location_id":75596366001,"available":null,"updated_at":"2026-03-16T15:35:06+07:00","admin_graphql_api_id":"gid:\/\/shopify\/InventoryLevel\/110012006577?inventory_item_id=48513488879794"}""";

    public const string LevelDisconnect = """{"inventory_item_id":271878346596884015,"location_id":24826418}""";

    public const string ItemCreate =
        """{"id":271878346596884016,"sku":"example-sku","created_at":"2021-12-31T19:00:00-05:00","updated_at":"2021-12-31T19:00:00-05:00","requires_shipping":true,"cost":null,"country_code_of_origin":null,"province_code_of_origin":null,"harmonized_system_code":null,"tracked":true,"country_harmonized_system_codes":[],"weight_value":0.0,"weight_unit":"lb","admin_graphql_api_id":"gid:\/\/shopify\/InventoryItem\/271878346596884016"}""";

    public const string ItemUpdate =
        """{"id":271878346596884017,"sku":"example-sku","created_at":"2021-12-31T19:00:00-05:00","updated_at":"2021-12-31T19:00:00-05:00","requires_shipping":true,"cost":null,"country_code_of_origin":null,"province_code_of_origin":null,"harmonized_system_code":null,"tracked":false,"country_harmonized_system_codes":[],"weight_value":0.0,"weight_unit":"lb","admin_graphql_api_id":"gid:\/\/shopify\/InventoryItem\/271878346596884017"}""";

    public const string ItemDelete = """{"id":271878346596884018}""";

    public const string LocationActivate =
        """{"id":866550311766439020,"name":"Example Shop","address1":null,"address2":null,"city":null,"zip":null,"province":null,"country":"US","phone":null,"created_at":"2021-12-31T19:00:00-05:00","updated_at":"2021-12-31T19:00:00-05:00","country_code":"US","country_name":"United States","province_code":null,"legacy":false,"active":true,"admin_graphql_api_id":"gid:\/\/shopify\/Location\/866550311766439020"}""";

    public const string LocationDeactivate =
        """{"id":866550311766439021,"name":"Example Shop","address1":null,"address2":null,"city":null,"zip":null,"province":null,"country":"US","phone":null,"created_at":"2021-12-31T19:00:00-05:00","updated_at":"2021-12-31T19:00:00-05:00","country_code":"US","country_name":"United States","province_code":null,"legacy":false,"active":false,"admin_graphql_api_id":"gid:\/\/shopify\/Location\/866550311766439021"}""";

    public const string LocationDelete = """{"id":866550311766439022}""";

    public const string ProductCreate =
        """{"admin_graphql_api_id":"gid:\/\/shopify\/Product\/788032119674292922","body_html":"An example T-Shirt","created_at":null,"handle":"example-t-shirt","id":788032119674292922,"product_type":"Shirts","published_at":"2021-12-31T19:00:00-05:00","template_suffix":null,"title":"Example T-Shirt","updated_at":"2021-12-31T19:00:00-05:00","vendor":"Acme","status":"active","published_scope":"web","tags":"example, mens, t-shirt","variants":[{"admin_graphql_api_id":"gid:\/\/shopify\/ProductVariant\/642667041472713922","barcode":null,"compare_at_price":"24.99","created_at":null,"id":642667041472713922,"inventory_policy":"deny","position":0,"price":"19.99","product_id":788032119674292922,"sku":"example-shirt-s","taxable":true,"title":"","updated_at":"2021-12-31T19:00:00-05:00","option1":"Small","option2":null,"option3":null,"image_id":null,"inventory_item_id":271878346596884019,"inventory_quantity":75,"old_inventory_quantity":75}],"options":[],"images":[],"image":null,"media":[],"variant_gids":[{"admin_graphql_api_id":"gid:\/\/shopify\/ProductVariant\/642667041472713922","updated_at":"2022-01-01T00:00:00.000Z"}]}""";

    public const string ProductUpdate =
        """{"admin_graphql_api_id":"gid:\/\/shopify\/Product\/788032119674292923","body_html":"An example T-Shirt","created_at":null,"handle":"example-t-shirt","id":788032119674292923,"product_type":"Shirts","published_at":"2021-12-31T19:00:00-05:00","template_suffix":null,"title":"Example T-Shirt","updated_at":"2021-12-31T19:00:00-05:00","vendor":"Acme","status":"archived","published_scope":"web","tags":"example, mens, t-shirt","variants":[{"admin_graphql_api_id":"gid:\/\/shopify\/ProductVariant\/757650484644203962","barcode":"4006381333931","compare_at_price":"24.99","created_at":null,"id":757650484644203962,"inventory_policy":"deny","position":0,"price":"19.99","product_id":788032119674292923,"sku":null,"taxable":true,"title":"Small","updated_at":"2021-12-31T19:00:00-05:00","option1":"Small","option2":null,"option3":null,"image_id":null,"inventory_item_id":271878346596884020,"inventory_quantity":75,"old_inventory_quantity":75}],"options":[],"images":[],"image":null,"media":[],"variant_gids":[{"admin_graphql_api_id":"gid:\/\/shopify\/ProductVariant\/757650484644203962","updated_at":"2022-01-01T00:00:00.000Z"}]}""";

    public const string ProductDelete = """{"id":788032119674292924}""";
}
