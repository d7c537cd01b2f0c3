namespace FashionNotebooks.Training;

/// <summary>The courses of the step size a recipe can name.</summary>
public enum ScheduleKind
{
    /// <summary>No change.</summary>
    Constant,

    /// <summary>A fall after every few epochs (StepLR).</summary>
    Step,

    /// <summary>A rise and a long cosine fall, step by step (Smith and Topin, "Super-Convergence", 2017).</summary>
    OneCycle,

    /// <summary>A cosine fall to 0, step by step.</summary>
    Cosine,
}
