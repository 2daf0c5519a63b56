/** The server takes 15 MB; above this a phone's picture is made smaller before it is sent. Below, it goes as it is. */
const mostBytes = 14_000_000;
const longestSide = 4096;

export async function reduced(file: Blob): Promise<Blob> {
  if (file.size <= mostBytes || !('createImageBitmap' in window)) {
    return file;
  }
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.88));
    return smaller ?? file;
  } catch {
    // Not a picture that this browser opens: the server says what is wrong with it.
    return file;
  }
}
