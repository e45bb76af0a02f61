/** Decoded pictures by address; the latest few are kept. */
export class PictureStore {
  private readonly pictures = new Map<string, Promise<ImageBitmap>>();

  constructor(private readonly kept: number) {}

  get(url: string): Promise<ImageBitmap> {
    let picture = this.pictures.get(url);
    if (picture) {
      this.pictures.delete(url);
    } else {
      picture = load(url);
      picture.catch(() => this.pictures.delete(url));
    }
    this.pictures.set(url, picture);
    for (const [old, bitmap] of this.pictures) {
      if (this.pictures.size <= this.kept) {
        break;
      }
      this.pictures.delete(old);
      bitmap.then(b => b.close(), () => undefined);
    }
    return picture;
  }
}

async function load(url: string): Promise<ImageBitmap> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error("The picture is missing.");
  }
  return await createImageBitmap(await response.blob());
}
