/** As long as the server shows a picture; beyond that, pixels only cost the sender's time. */
const longestSide = 2560;

/** A smaller copy for a thin line, or for a limit; the file itself where the browser cannot make one that is smaller. */
export async function reduced(file: Blob): Promise<Blob> {
  if (!('createImageBitmap' in window)) {
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
    const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
    return smaller && smaller.size < file.size ? smaller : file;
  } catch {
    // Not a picture that this browser opens: the server says what is wrong with it.
    return file;
  }
}
