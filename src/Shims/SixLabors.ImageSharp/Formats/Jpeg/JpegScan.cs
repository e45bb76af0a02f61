namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>Decodes one scan into the components' coefficients: sequential (T.81, F.2) or progressive (G.2).</summary>
internal sealed class JpegScan(JpegBitReader bits, JpegComponent[] components, int start, int end, int high, int low, bool progressive)
{
    private int _endOfBand;

    public void Decode(int unitsWide, int unitsHigh, int restartInterval)
    {
        bool interleaved = components.Length > 1;
        int wide = interleaved ? unitsWide : components[0].BlocksWide;
        int count = wide * (interleaved ? unitsHigh : components[0].BlocksHigh);
        Reset();
        for (int unit = 0; unit < count; unit++)
        {
            if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0)
            {
                bits.Restart();
                Reset();
            }

            int x = unit % wide;
            int y = unit / wide;
            if (!interleaved)
            {
                DecodeBlock(components[0], components[0].Block(x, y));
                continue;
            }

            foreach (JpegComponent c in components)
            {
                for (int block = 0; block < c.Horizontal * c.Vertical; block++)
                {
                    DecodeBlock(c, c.Block(x * c.Horizontal + block % c.Horizontal, y * c.Vertical + block / c.Horizontal));
                }
            }
        }
    }

    private void Reset()
    {
        _endOfBand = 0;
        foreach (JpegComponent component in components)
        {
            component.Predictor = 0;
        }
    }

    private void DecodeBlock(JpegComponent component, Span<short> block)
    {
        if (!progressive)
        {
            DecodeDc(component, block);
            DecodeAc(component, block, 1);
        }
        else if (start == 0)
        {
            if (high == 0)
            {
                DecodeDc(component, block);
            }
            else if (bits.Read(1) != 0)
            {
                block[0] |= (short)(1 << low);
            }
        }
        else if (high == 0)
        {
            DecodeAc(component, block, start);
        }
        else
        {
            RefineAc(component, block);
        }
    }

    private void DecodeDc(JpegComponent component, Span<short> block)
    {
        int size = Table(component.Dc).Decode(bits);
        if (size > 15)
        {
            throw new InvalidImageContentException("A JPEG scan holds a coefficient of more than 15 bits.");
        }

        component.Predictor += bits.ReadExtended(size);
        block[0] = (short)(component.Predictor << low);
    }

    private void DecodeAc(JpegComponent component, Span<short> block, int first)
    {
        if (_endOfBand > 0)
        {
            _endOfBand--;
            return;
        }

        JpegHuffmanTable table = Table(component.Ac);
        for (int k = first; k <= end; k++)
        {
            int symbol = table.Decode(bits);
            int run = symbol >> 4;
            int size = symbol & 15;
            if (size != 0)
            {
                k += run;
                block[At(k)] = (short)(bits.ReadExtended(size) << low);
            }
            else if (run == 15)
            {
                k += 15;
            }
            else
            {
                // A run of blocks without further coefficients, this one included (G.1.2.2); sequential scans know only run 0.
                _endOfBand = progressive ? (1 << run) + bits.Read(run) - 1 : 0;
                return;
            }
        }
    }

    // G.1.2.3: corrections for coefficients that are not zero yet stand between the new ones.
    private void RefineAc(JpegComponent component, Span<short> block)
    {
        int k = start;
        if (_endOfBand == 0)
        {
            JpegHuffmanTable table = Table(component.Ac);
            for (; k <= end; k++)
            {
                int symbol = table.Decode(bits);
                int run = symbol >> 4;
                int value = 0;
                if ((symbol & 15) != 0)
                {
                    value = bits.Read(1) != 0 ? 1 << low : -(1 << low);
                }
                else if (run != 15)
                {
                    _endOfBand = (1 << run) + bits.Read(run);
                    break;
                }

                k = Refine(block, k, run);
                if (value != 0)
                {
                    block[At(k)] = (short)value;
                }
            }
        }

        if (_endOfBand > 0)
        {
            Refine(block, k, 64);
            _endOfBand--;
        }
    }

    // Corrects coefficients from k on until `zeros` zero ones are passed; returns the position of the next zero one.
    private int Refine(Span<short> block, int k, int zeros)
    {
        for (; k <= end; k++)
        {
            ref short coefficient = ref block[At(k)];
            if (coefficient == 0)
            {
                if (zeros-- == 0)
                {
                    break;
                }
            }
            else if (bits.Read(1) != 0 && (coefficient & (1 << low)) == 0)
            {
                coefficient += (short)(coefficient > 0 ? 1 << low : -(1 << low));
            }
        }

        return k;
    }

    private static int At(int k) =>
        k < 64 ? JpegTables.Zigzag[k] : throw new InvalidImageContentException("A JPEG scan runs past the end of a block.");

    private static JpegHuffmanTable Table(JpegHuffmanTable? table) =>
        table ?? throw new InvalidImageContentException("A JPEG scan names a Huffman table that is not defined.");
}
