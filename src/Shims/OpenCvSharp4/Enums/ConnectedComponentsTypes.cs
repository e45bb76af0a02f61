namespace OpenCvSharp;

/// <summary>Columns of the statistics of components.</summary>
public enum ConnectedComponentsTypes
{
    Left = 0,
    Top = 1,
    Width = 2,
    Height = 3,
    Area = 4,
}
