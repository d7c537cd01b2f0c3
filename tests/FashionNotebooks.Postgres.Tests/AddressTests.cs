namespace FashionNotebooks.Postgres.Tests;

public sealed class AddressTests
{
    [Theory]
    [InlineData("postgres://u:p@h:5433/d", "postgres://h:5433/d")]
    [InlineData("postgresql://h", "postgres://h:5432/")]
    [InlineData("postgres://u:p%23%40%2Fss@h/d?schema=shop_1&sslmode=verify-full&connections=2", "postgres://h:5432/d?schema=shop_1")]
    [InlineData("postgres://u:p@[::1]:1/d?schema=fashion", "postgres://::1:1/d")]
    public void Its_text_names_the_place_and_not_the_user(string address, string text) =>
        Assert.Equal(text, PostgresAddress.Parse(address).ToString());

    [Theory]
    [InlineData("postgres://")]
    [InlineData("postgres://u:hidden@/d")]
    [InlineData("postgres://u:hid#den@h/d")]
    [InlineData("postgres://u:hidden@h:99999999/d")]
    [InlineData("postgres://u:hidden@h/d?schema=a;drop")]
    [InlineData("postgres://u:hidden@h/d?schema=\"a\"")]
    [InlineData("postgres://u:hidden@h/d?sslmode=never")]
    [InlineData("postgres://u:hidden@h/d?connections=0")]
    [InlineData("postgres://u:hidden@h/d?password=hidden")]
    [InlineData("mysql://u:hidden@h/d")]
    public void What_cannot_be_read_is_one_line_without_the_password(string address)
    {
        string message = Assert.Throws<InputException>(() => PostgresAddress.Parse(address)).Message;
        Assert.DoesNotContain("hid", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.Contains("postgres://USER:PASSWORD@HOST:PORT/DATABASE", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("catalogue.index", false)]
    [InlineData("/postgres://", false)]
    [InlineData("postgres://h/d", true)]
    public void Files_are_told_from_addresses(string text, bool address) => Assert.Equal(address, PostgresAddress.Matches(text));
}
