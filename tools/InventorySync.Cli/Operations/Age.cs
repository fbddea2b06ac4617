using System.Globalization;
using System.CommandLine.Parsing;

namespace InventorySync.Cli.Operations;

/// <summary>A length of time as a person writes it: 30s, 15m, 2h, 1d.</summary>
internal static class Age
{
    /// <summary>For an option of that type.</summary>
    public static TimeSpan? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens is [{ Value: var value }] ? value : "";
        if (TryParse(text, out var age)) return age;
        argument.AddError($"\"{text}\" is no age: write a number and s, m, h or d, such as 1d.");
        return null;
    }

    public static bool TryParse(string text, out TimeSpan age)
    {
        age = default;
        if (text.Length < 2
            || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > 100_000)
            return false;
        age = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => TimeSpan.MinValue,
        };
        return age != TimeSpan.MinValue;
    }
}
