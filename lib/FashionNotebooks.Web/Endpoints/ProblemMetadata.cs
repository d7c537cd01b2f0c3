using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FashionNotebooks.Web.Endpoints;

/// <summary>Describes the errors of an endpoint in the OpenAPI document.</summary>
internal static class ProblemMetadata
{
    public static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (int status in statuses)
            endpoint.ProducesProblem(status);
        return endpoint;
    }
}
