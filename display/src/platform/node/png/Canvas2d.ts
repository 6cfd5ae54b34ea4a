import { encode } from 'fast-png';

interface ImageData {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

/** The few drawing calls that Plotly makes for a heat map; sizes are in pixels. */
export class Canvas2d {
  /** A colour as `rgba(r, g, b, a)`, as Plotly writes it. */
  fillStyle = 'rgba(0, 0, 0, 1)';
  private readonly pixels: Uint8ClampedArray;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.pixels = new Uint8ClampedArray(4 * width * height);
  }

  /** Colours a rectangle, without blending. */
  fillRect(x: number, y: number, width: number, height: number): void {
    const colour = parseColour(this.fillStyle);
    for (let row = clamp(y, this.height); row < clamp(y + height, this.height); row++) {
      for (let column = clamp(x, this.width); column < clamp(x + width, this.width); column++) {
        this.pixels.set(colour, 4 * (row * this.width + column));
      }
    }
  }

  /** Empty pixels for `putImageData`. */
  createImageData(width: number, height: number): ImageData {
    return { data: new Uint8ClampedArray(4 * width * height), width, height };
  }

  /** Replaces all pixels; Plotly's image data always covers the whole canvas. */
  putImageData(image: ImageData): void {
    this.pixels.set(image.data);
  }

  /** The drawing as a PNG in a `data:` URL. */
  toDataURL(): string {
    const { width, height, pixels: data } = this;
    const png = encode({ width, height, data, channels: 4, depth: 8 });
    return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  }
}

function clamp(position: number, end: number): number {
  return Math.min(Math.max(Math.round(position), 0), end);
}

function parseColour(colour: string): number[] {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, 255 * alpha];
}
