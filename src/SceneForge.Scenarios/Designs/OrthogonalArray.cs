namespace SceneForge.Scenarios.Designs;

/// <summary>
/// Orthogonal arrays by Bush (1952): one row for each polynomial of degree below t over the field GF(q), one column for its
/// value at each element and one for its leading coefficient. Every t columns show each combination exactly once.
/// For pairs of more than q + 1 factors the array is repeated (Stevens and Mendelsohn 1999): factors that share a column in one
/// repetition have different ones in another.
/// </summary>
internal static class OrthogonalArray
{
    // q = prime^degree with the lower coefficients of a monic irreducible polynomial, lowest first.
    private static readonly (int Q, int Prime, int[] Irreducible)[] Fields =
    [
        (2, 2, [0]), (3, 3, [0]), (4, 2, [1, 1]), (5, 5, [0]), (7, 7, [0]), (8, 2, [1, 1, 0]),
        (9, 3, [1, 0]), (11, 11, [0]), (13, 13, [0]), (16, 2, [1, 1, 0, 0]), (17, 17, [0]), (19, 19, [0]),
    ];

    /// <summary>
    /// Rows that cover every <paramref name="strength"/> factors, levels beyond a factor's own folded back; null where no field of the
    /// table is large enough. Rows of the repetitions may show nothing new.
    /// </summary>
    public static int[][]? Make(IReadOnlyList<int> levels, int strength)
    {
        int needed = Math.Max(levels.Max(), strength == 2 ? 2 : Math.Max(levels.Count - 1, strength));
        (int q, int prime, int[] irreducible) = Fields.FirstOrDefault(f => f.Q >= needed);
        if (q == 0)
        {
            return null;
        }

        int polynomials = 1;
        for (int i = 0; i < strength; i++)
        {
            polynomials *= q;
        }

        List<int[]> rows = [];
        for (int divisor = 1; divisor == 1 || divisor < levels.Count; divisor *= divisor == 1 ? q + 1 : q)
        {
            for (int p = 0; p < polynomials; p++)
            {
                int[] coefficients = Digits(p, q, strength);
                rows.Add([.. levels.Select((count, factor) => Cell(coefficients, ColumnOf(factor, divisor, q), q, prime, irreducible) % count)]);
            }
        }

        return [.. rows];
    }

    // A factor's number in mixed radix: the first digit runs over all q + 1 columns, later ones over those that hold whole rows of one value.
    private static int ColumnOf(int factor, int divisor, int q) => divisor == 1 ? factor % (q + 1) : factor / divisor % q;

    private static int Cell(int[] coefficients, int column, int q, int prime, int[] irreducible) =>
        column == q ? coefficients[^1] : Evaluate(coefficients, column, prime, irreducible);

    // Horner's rule in GF(q); elements are numbers whose digits in base `prime` are the coefficients of a polynomial.
    private static int Evaluate(int[] coefficients, int x, int prime, int[] irreducible)
    {
        int sum = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = Add(Multiply(sum, x, prime, irreducible), coefficients[i], prime, irreducible.Length);
        }

        return sum;
    }

    private static int Add(int a, int b, int prime, int degree)
    {
        int[] x = Digits(a, prime, degree);
        int[] y = Digits(b, prime, degree);
        return Number([.. x.Select((d, i) => (d + y[i]) % prime)], prime);
    }

    private static int Multiply(int a, int b, int prime, int[] irreducible)
    {
        int degree = irreducible.Length;
        if (degree == 1)
        {
            return a * b % prime;
        }

        int[] x = Digits(a, prime, degree);
        int[] y = Digits(b, prime, degree);
        int[] product = new int[2 * degree - 1];
        for (int i = 0; i < degree; i++)
        {
            for (int j = 0; j < degree; j++)
            {
                product[i + j] = (product[i + j] + x[i] * y[j]) % prime;
            }
        }

        // x^degree = -(lower coefficients).
        for (int i = product.Length - 1; i >= degree; i--)
        {
            for (int j = 0; j < degree; j++)
            {
                product[i - degree + j] = (product[i - degree + j] + (prime - irreducible[j]) * product[i]) % prime;
            }
        }

        return Number(product[..degree], prime);
    }

    private static int[] Digits(int number, int radix, int count)
    {
        int[] digits = new int[count];
        for (int i = 0; i < count; i++)
        {
            digits[i] = number % radix;
            number /= radix;
        }

        return digits;
    }

    private static int Number(int[] digits, int radix)
    {
        int number = 0;
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            number = number * radix + digits[i];
        }

        return number;
    }
}
