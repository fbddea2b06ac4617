Console.WriteLine("InventorySync: hosts the function app in one process (Hosting/). It has no verbs yet.");
return 0;
