/**
 * Unpacks deflated bytes: "deflate" is zlib's framing, as PNG has it; "deflate-raw" has none.
 * @param {BlobPart[]} parts  @param {CompressionFormat} format
 */
export async function inflate(parts, format) {
  return new Uint8Array(await new Response(new Blob(parts).stream().pipeThrough(new DecompressionStream(format))).arrayBuffer());
}
