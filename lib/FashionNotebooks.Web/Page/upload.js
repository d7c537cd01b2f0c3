// A photo before it is sent: a large one is made smaller here, and what only this device can read becomes a JPEG.

import {drawn} from '/elements.js';

const mostBytes = 4e6, mostSide = 2048;

const heic = file => /\.hei[cf]$/i.test(file.name ?? '') || /hei[cf]/.test(file.type);

/** The photo as the server takes it. */
export async function prepared(file) {
  const photo = await createImageBitmap(file).catch(() => null);
  if (!photo) {
    if (!heic(file)) return file; // the server says what is wrong with it
    throw new Error('This browser cannot read HEIC photos: save the photo as JPEG and take that. '
      + 'An iPhone writes JPEG with Settings, Camera, Formats, Most Compatible.');
  }
  const scale = Math.min(1, mostSide / Math.max(photo.width, photo.height));
  if (scale === 1 && file.size <= mostBytes && !heic(file)) {
    photo.close();
    return file;
  }
  const smaller = drawn('image/jpeg', scale * photo.width, scale * photo.height, (pen, {width, height}) => {
    pen.fillStyle = 'white';
    pen.fillRect(0, 0, width, height); // a JPEG has no transparency
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(photo, 0, 0, width, height);
  });
  photo.close();
  return smaller;
}
