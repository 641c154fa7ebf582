import { levelPaths, levelRank } from '../level-mark.tsx';
import type { Palette } from '../tokens.ts';

export const terminalIcons = ['terminal-fresh', 'terminal-stale', 'terminal-silent', 'terminal-never'] as const;
export const caseStages = ['report', 'filing', 'dispatch', 'handling', 'feedback', 'closing'] as const;
export type TerminalIcon = (typeof terminalIcons)[number];
export type AlertIcon = `alert-${1 | 2 | 3 | 4}${'' | '-ack' | '-nodata'}`;
export type CaseIcon = `case-${(typeof caseStages)[number]}`;
/** A picture on the map; the legend shows the same ones. */
export type MapIconName = TerminalIcon | AlertIcon | CaseIcon;

/** Pictures are drawn at twice their CSS size. */
export const iconPixelRatio = 2;
type Pen = CanvasRenderingContext2D;

const sizeOf = (name: MapIconName): number => {
  if (name.startsWith('terminal')) return 14;
  return name.startsWith('alert') ? 32 : 22;
};

const drawTerminal = (pen: Pen, name: TerminalIcon, palette: Palette): void => {
  pen.lineWidth = 1.4;
  pen.strokeStyle = palette['ink-2'];
  pen.beginPath();
  switch (name) {
    case 'terminal-fresh':
      pen.fillStyle = palette['map-dot'];
      pen.arc(7, 7, 2.8, 0, 2 * Math.PI);
      pen.fill();
      return;
    case 'terminal-stale':
      pen.arc(7, 7, 3.2, 0, 2 * Math.PI);
      pen.fillStyle = palette['map-land'];
      pen.fill();
      pen.stroke();
      return;
    case 'terminal-silent':
      pen.setLineDash([2.2, 1.7]);
      pen.arc(7, 7, 5, 0, 2 * Math.PI);
      pen.stroke();
      return;
    case 'terminal-never':
      pen.moveTo(4.4, 4.4);
      pen.lineTo(9.6, 9.6);
      pen.moveTo(9.6, 4.4);
      pen.lineTo(4.4, 9.6);
      pen.stroke();
  }
};

const drawAlert = (pen: Pen, name: AlertIcon, palette: Palette): void => {
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

const drawCase = (pen: Pen, name: CaseIcon, palette: Palette): void => {
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

/** Draws one picture; its CSS size is the image's width divided by {@link iconPixelRatio}. */
export const drawMapIcon = (name: MapIconName, palette: Palette): ImageData => {
  const pixels = sizeOf(name) * iconPixelRatio;
  const canvas = document.createElement('canvas');
  canvas.width = pixels;
  canvas.height = pixels;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null) return new ImageData(pixels, pixels);
  pen.scale(iconPixelRatio, iconPixelRatio);
  if (name.startsWith('terminal-')) drawTerminal(pen, name as TerminalIcon, palette);
  else if (name.startsWith('alert-')) drawAlert(pen, name as AlertIcon, palette);
  else drawCase(pen, name as CaseIcon, palette);
  return pen.getImageData(0, 0, pixels, pixels);
};

/** Every picture that the map may ask for. */
export const mapIconNames: readonly MapIconName[] = [
  ...terminalIcons,
  ...([1, 2, 3, 4] as const).flatMap((rank): AlertIcon[] => [
    `alert-${rank}`,
    `alert-${rank}-ack`,
    `alert-${rank}-nodata`,
  ]),
  ...caseStages.map((stage): CaseIcon => `case-${stage}`),
];
