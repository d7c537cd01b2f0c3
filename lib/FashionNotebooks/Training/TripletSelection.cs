namespace FashionNotebooks.Training;

/// <summary>The miners that <c>--miner</c> can name.</summary>
public enum TripletSelection
{
    /// <summary><see cref="RandomTriplets"/>.</summary>
    Random,

    /// <summary><see cref="AllTriplets"/>.</summary>
    All,

    /// <summary><see cref="SemiHardTriplets"/>.</summary>
    SemiHard,

    /// <summary><see cref="BatchHardTriplets"/>.</summary>
    BatchHard,
}
