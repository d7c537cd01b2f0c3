namespace FashionNotebooks.Web.Serving;

/// <summary>A picture of the catalogue and how far it is from the query.</summary>
internal readonly record struct CatalogueHit(int Id, double Distance);
