/** Draws a photo anew, small enough to send: turned as it was held, and nothing but the picture. */

const LONGEST_SIDE = 1600;
const QUALITY = 0.85;

/** A JPEG of the picture; what this browser cannot read goes as it is, the server says what it is. */
export async function scaled(file) {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const factor = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * factor));
    canvas.height = Math.max(1, Math.round(bitmap.height * factor));
    const sheet = canvas.getContext("2d");
    sheet.imageSmoothingQuality = "high";
    sheet.fillStyle = "#fff";
    sheet.fillRect(0, 0, canvas.width, canvas.height);
    sheet.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return (await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY))) ?? file;
  } catch {
    return file;
  }
}
