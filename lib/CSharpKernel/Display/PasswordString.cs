namespace Microsoft.DotNet.Interactive;

/// <summary>A secret that is not shown by accident.</summary>
public sealed class PasswordString(string password)
{
    /// <summary>The secret itself.</summary>
    public string GetClearTextPassword() => password;

    /// <summary>Stars instead of the secret.</summary>
    public override string ToString() => "******";
}
