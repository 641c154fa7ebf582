import { useEffect, useRef } from 'react';
import { useTheme } from '../theme.ts';
import { mapColours } from './colours.ts';
import { drawMapIcon, iconPixelRatio, type MapIconName } from './icons.ts';

/** The same picture as on the map, for legends and lists. */
export const MapIcon = ({ name, scale = 1 }: { readonly name: MapIconName; readonly scale?: number }) => {
  const ref = useRef<HTMLCanvasElement>(null);
  const { theme, palette } = useTheme();
  useEffect(() => {
    const canvas = ref.current;
    if (canvas === null) return;
    const image = drawMapIcon(name, { palette, colours: mapColours[theme] });
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.style.width = `${(image.width / iconPixelRatio) * scale}px`;
    canvas.getContext('2d')?.putImageData(image, 0, 0);
  }, [name, theme, palette, scale]);
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a picture beside its text; it takes no focus
  return <canvas ref={ref} className="ld-map-icon" aria-hidden="true" />;
};
