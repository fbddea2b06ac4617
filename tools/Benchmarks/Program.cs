using Benchmarks;

return await BenchCommand.Create().Parse(args).InvokeAsync();
