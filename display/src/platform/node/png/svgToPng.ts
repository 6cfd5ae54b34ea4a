import { Resvg, type ResvgRenderOptions } from '@resvg/resvg-js';

/** A rectangle in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Open Sans, Plotly's default, from a package: the machine may have other fonts, or none. */
function options(): ResvgRenderOptions {
  const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'];
  return {
    font: {
      loadSystemFonts: false,
      fontFiles: faces.map((face) =>
        require.resolve(`@expo-google-fonts/open-sans/${face}/OpenSans_${face}.ttf`),
      ),
      defaultFontFamily: 'Open Sans',
    },
  };
}

/** Draws an SVG document, one pixel per unit. */
export function svgToPng(svg: string): Buffer {
  return new Resvg(svg, options()).render().asPng();
}

/** The bounding box of everything that an SVG document draws; `undefined` if it draws nothing. */
export function inkBox(svg: string): Box | undefined {
  const box = new Resvg(svg, options()).getBBox();
  return box && { x: box.x, y: box.y, width: box.width, height: box.height };
}
