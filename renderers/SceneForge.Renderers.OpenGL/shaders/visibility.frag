// Which triangle of which instance.
flat in uvec2 seen;

layout(location = 0) out uvec2 visibility;

void main()
{
#ifdef OWN_PRIMITIVE_ID
    visibility = seen;
#else
    visibility = uvec2(seen.x, seen.y + uint(gl_PrimitiveID));
#endif
}
