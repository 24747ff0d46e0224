const SVG = "http://www.w3.org/2000/svg";

/** Outlines on a 16 px grid. */
const SHAPES = {
  eye: [
    "M1.5 8c1.6-2.8 3.8-4.2 6.5-4.2S12.9 5.2 14.5 8c-1.6 2.8-3.8 4.2-6.5 4.2S3.1 10.8 1.5 8z",
    "M8 6a2 2 0 1 0 0 4 2 2 0 1 0 0-4z",
  ],
  "eye-closed": ["M1.5 6.5c1.6 2.8 3.8 4.2 6.5 4.2s4.9-1.4 6.5-4.2", "M8 10.7v2M3.9 9.4l-1.2 1.6M12.1 9.4l1.2 1.6"],
  trash: ["M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9M6.7 7v4M9.3 7v4"],
} as const;

export type Icon = keyof typeof SHAPES;

/** Draws an icon in the colour of the text around it. */
export function icon(name: Icon): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  for (const [attribute, value] of Object.entries({
    viewBox: "0 0 16 16",
    width: "16",
    height: "16",
    "aria-hidden": "true",
  })) {
    svg.setAttribute(attribute, value);
  }
  for (const shape of SHAPES[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape);
    svg.append(path);
  }
  return svg;
}
