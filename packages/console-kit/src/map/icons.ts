import { levelPaths, levelRank } from '../level-mark.tsx';
import type { Palette } from '../tokens.ts';
import { drawBadge, drawMarker, drawPoi, drawRow } from './badges.ts';
import type { MapColours } from './colours.ts';

const terminalStates = ['fresh', 'stale', 'silent', 'never'] as const;
const caseStages = ['report', 'filing', 'dispatch', 'handling', 'feedback', 'closing'] as const;
type TerminalState = (typeof terminalStates)[number];
type TerminalIcon = `terminal-${TerminalState}`;
type AlertIcon = `alert-${1 | 2 | 3 | 4}${'' | '-ack' | '-nodata'}`;
type CaseIcon = `case-${(typeof caseStages)[number]}`;
/** A terminal that shows what it is, an asset, a place of the basemap: drawn from the glyph of that name. */
type GlyphIcon = `type-${string}-${TerminalState}` | `asset-${string}` | `poi-${string}`;
/** A row of a file that is looked at before it is imported. */
type RowIcon = 'row-taken' | 'row-refused';
/** A picture on the map; the legend shows the same ones. */
export type MapIconName = TerminalIcon | AlertIcon | CaseIcon | GlyphIcon | RowIcon | 'marker';

/** Pictures are drawn at twice their CSS size. */
export const iconPixelRatio = 2;
export type Pen = CanvasRenderingContext2D;
/** What a picture is drawn with. */
export type Inks = { readonly palette: Palette; readonly colours: MapColours };

const sizes: readonly (readonly [prefix: string, pixels: number])[] = [
  ['terminal-', 14],
  ['type-', 24],
  ['asset-', 24],
  ['poi-', 18],
  ['alert-', 32],
  ['case-', 22],
  ['row-', 20],
  ['marker', 34],
];
const sizeOf = (name: string): number | undefined => sizes.find(([prefix]) => name.startsWith(prefix))?.[1];

/** True for every picture that {@link drawMapIcon} can draw. */
export const isMapIcon = (name: string): name is MapIconName => sizeOf(name) !== undefined;

const drawTerminal = (pen: Pen, state: string, { palette, colours }: Inks): void => {
  pen.lineWidth = 1.4;
  pen.strokeStyle = palette['ink-2'];
  pen.beginPath();
  switch (state) {
    case 'fresh':
      pen.fillStyle = colours.dot;
      pen.arc(7, 7, 2.8, 0, 2 * Math.PI);
      pen.fill();
      return;
    case 'stale':
      pen.arc(7, 7, 3.2, 0, 2 * Math.PI);
      pen.fillStyle = colours.land;
      pen.fill();
      pen.stroke();
      return;
    case 'silent':
      pen.setLineDash([2.2, 1.7]);
      pen.arc(7, 7, 5, 0, 2 * Math.PI);
      pen.stroke();
      return;
    default:
      pen.moveTo(4.4, 4.4);
      pen.lineTo(9.6, 9.6);
      pen.moveTo(9.6, 4.4);
      pen.lineTo(4.4, 9.6);
      pen.stroke();
  }
};

const drawAlert = (pen: Pen, name: string, { palette }: Inks): void => {
  const rank = levelRank(Number(name.charAt(6)));
  const colour = palette[`level-${rank}`];
  const path = new Path2D(levelPaths[rank]);
  pen.save();
  pen.translate(16, 16);
  pen.scale(0.78, 0.78);
  pen.translate(-12, -12);
  pen.lineJoin = 'round';
  if (name.endsWith('-nodata')) {
    pen.fillStyle = palette.raised;
    pen.fill(path);
    pen.setLineDash([3.5, 2.5]);
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 2;
    pen.stroke(path);
    pen.fillStyle = palette.ink;
    pen.font = '700 13px sans-serif';
    pen.textAlign = 'center';
    pen.fillText('?', 12, rank === 2 ? 19 : 16.6);
  } else {
    pen.strokeStyle = palette.raised;
    pen.lineWidth = 5;
    pen.stroke(path);
    pen.fillStyle = colour;
    pen.fill(path);
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 1.2;
    pen.stroke(path);
  }
  pen.restore();
  if (name.endsWith('-ack') || name.endsWith('-nodata')) return;
  // Not yet acknowledged: one more ring around the shape.
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.arc(16, 16, 14.6, 0, 2 * Math.PI);
  pen.stroke();
};

const drawCase = (pen: Pen, name: string, { palette }: Inks): void => {
  const stage = caseStages.findIndex((one) => name === `case-${one}`) + 1;
  pen.fillStyle = palette.raised;
  pen.strokeStyle = palette.ink;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.roundRect(2, 2, 18, 18, 4);
  pen.fill();
  pen.stroke();
  pen.beginPath();
  pen.arc(11, 11, 5.4, 0, 2 * Math.PI);
  pen.lineWidth = 1;
  pen.stroke();
  pen.fillStyle = palette.ink;
  pen.beginPath();
  pen.moveTo(11, 11);
  pen.arc(11, 11, 5.4, -Math.PI / 2, -Math.PI / 2 + (stage / 6) * 2 * Math.PI);
  pen.closePath();
  pen.fill();
};

const drawOn = (pen: Pen, name: MapIconName, inks: Inks): void => {
  const [family = '', what = ''] = name.split('-');
  if (family === 'terminal') drawTerminal(pen, what, inks);
  else if (family === 'alert') drawAlert(pen, name, inks);
  else if (family === 'case') drawCase(pen, name, inks);
  else if (family === 'row') drawRow(pen, what, inks);
  else if (family === 'poi') drawPoi(pen, what, inks);
  else if (family === 'marker') drawMarker(pen, inks);
  else drawBadge(pen, name, inks);
};

/** Draws one picture; its CSS size is the image's width divided by {@link iconPixelRatio}. */
export const drawMapIcon = (name: MapIconName, inks: Inks): ImageData => {
  const pixels = (sizeOf(name) ?? 1) * iconPixelRatio;
  const canvas = document.createElement('canvas');
  canvas.width = pixels;
  canvas.height = pixels;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null) return new ImageData(pixels, pixels);
  pen.scale(iconPixelRatio, iconPixelRatio);
  drawOn(pen, name, inks);
  return pen.getImageData(0, 0, pixels, pixels);
};
