import type { Inks, Pen } from './icons.ts';
import { glyphPath } from './type-icons.ts';

const strokeGlyph = (pen: Pen, icon: string, at: number, size: number, width: number): void => {
  pen.save();
  pen.translate(at - size / 2, at - size / 2);
  pen.scale(size / 24, size / 24);
  pen.lineWidth = (width * 24) / size;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.stroke(new Path2D(glyphPath(icon)));
  pen.restore();
};

/** Name of a badge: `type-rain-stale`, `asset-school`. */
const partsOf = (name: string): { readonly isAsset: boolean; readonly icon: string; readonly state: string } => {
  const [family, ...rest] = name.split('-');
  if (family === 'asset') return { isAsset: true, icon: rest.join('-'), state: 'fresh' };
  return { isAsset: false, icon: rest.slice(0, -1).join('-'), state: rest.at(-1) ?? 'fresh' };
};

/** A terminal is round, an asset square; what is not heard has a broken edge and a faint glyph, never heard is crossed out. */
export const drawBadge = (pen: Pen, name: string, { palette }: Inks): void => {
  const { isAsset, icon, state } = partsOf(name);
  pen.beginPath();
  if (isAsset) pen.roundRect(2, 2, 20, 20, 5);
  else pen.arc(12, 12, 10.2, 0, 2 * Math.PI);
  pen.fillStyle = palette.raised;
  pen.fill();
  pen.strokeStyle = state === 'fresh' ? palette['line-strong'] : palette['ink-2'];
  pen.lineWidth = state === 'fresh' ? 1 : 1.4;
  if (state === 'silent' || state === 'never') pen.setLineDash([2.6, 2.2]);
  pen.stroke();
  pen.setLineDash([]);
  pen.strokeStyle = state === 'fresh' ? palette['ink-2'] : palette['ink-3'];
  pen.globalAlpha = state === 'fresh' || state === 'stale' ? 1 : 0.6;
  strokeGlyph(pen, icon, 12, 13.5, 1.35);
  pen.globalAlpha = 1;
  if (state !== 'never') return;
  pen.strokeStyle = palette['ink-2'];
  pen.lineWidth = 1.4;
  pen.beginPath();
  pen.moveTo(5.2, 18.8);
  pen.lineTo(18.8, 5.2);
  pen.stroke();
};

/** A small glyph beside a name of the basemap: no frame, so that nobody takes it for something that reports. */
export const drawPoi = (pen: Pen, icon: string, { colours }: Inks): void => {
  pen.strokeStyle = colours.halo;
  strokeGlyph(pen, icon, 9, 13, 3.6);
  pen.strokeStyle = icon === 'park' ? colours.labelPark : colours.labelQuiet;
  strokeGlyph(pen, icon, 9, 13, 1.25);
};

/** Exactly where a row of a file lies: a disc when it would be taken, a crossed ring when it is refused. */
export const drawRow = (pen: Pen, outcome: string, { palette }: Inks): void => {
  const refused = outcome === 'refused';
  pen.beginPath();
  pen.arc(10, 10, 7.2, 0, 2 * Math.PI);
  pen.fillStyle = refused ? palette.raised : palette.accent;
  pen.fill();
  pen.strokeStyle = refused ? palette.ink : palette.raised;
  pen.lineWidth = 2;
  pen.stroke();
  if (!refused) return;
  pen.beginPath();
  pen.moveTo(6.8, 13.2);
  pen.lineTo(13.2, 6.8);
  pen.moveTo(6.8, 6.8);
  pen.lineTo(13.2, 13.2);
  pen.stroke();
};

/** The pin of a found place. */
export const drawMarker = (pen: Pen, { palette }: Inks): void => {
  pen.beginPath();
  pen.moveTo(17, 33);
  pen.bezierCurveTo(9, 22, 6, 18, 6, 12.5);
  pen.arc(17, 12.5, 11, Math.PI, 0);
  pen.bezierCurveTo(28, 18, 25, 22, 17, 33);
  pen.closePath();
  pen.fillStyle = palette.accent;
  pen.fill();
  pen.strokeStyle = palette.raised;
  pen.lineWidth = 1.6;
  pen.stroke();
  pen.beginPath();
  pen.arc(17, 12.5, 4, 0, 2 * Math.PI);
  pen.fillStyle = palette['accent-ink'];
  pen.fill();
};
