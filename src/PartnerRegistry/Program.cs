using PartnerRegistry;

await PartnerRegistryApp.Build(new() { Args = args }).RunAsync();
