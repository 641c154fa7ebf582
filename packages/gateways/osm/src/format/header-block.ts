import type { GroundBounds } from '@liandong/laws';
import { PbfReader } from 'pbf';
import { refuseOsm } from '../refusals.ts';
import { type Blob, maxBlobBytes } from './blobs.ts';
import { endOfBytes, FormatFault, guarded } from './guard.ts';

/** Features of the format that this reader understands; a file that requires another one would be misread. */
const understood = new Set(['OsmSchema-V0.6', 'DenseNodes']);

const nanodegrees = 1e-9;

/** Judges the header of a file. @returns the bounds that it states, undefined when it states none */
export const readHeaderBlock = ({ place, content }: Blob): GroundBounds | undefined => {
  if (content.length > maxBlobBytes) throw refuseOsm('osm.blob-too-large', { at: place.at, most: maxBlobBytes });
  const header = guarded(
    () => decode(content),
    () => refuseOsm('osm.damaged', { at: place.at }),
  );
  const unknown = header.required.find((feature) => !understood.has(feature));
  if (unknown !== undefined) throw refuseOsm('osm.unknown-feature', { feature: unknown.slice(0, 80) });
  return header.bounds;
};

/** HeaderBlock { bbox = 1, required_features = 4, … }. */
const decode = (content: Uint8Array): { required: string[]; bounds: GroundBounds | undefined } => {
  const pbf = new PbfReader(content);
  const required: string[] = [];
  let bounds: GroundBounds | undefined;
  for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
    if (field === 1) bounds = decodeBounds(pbf, endOfBytes(pbf, content.length));
    else if (field === 4) {
      const end = endOfBytes(pbf, content.length);
      required.push(Buffer.from(content.subarray(pbf.pos, end)).toString('utf8'));
      pbf.pos = end;
    }
  }
  if (pbf.pos !== content.length) throw new FormatFault('the header ends elsewhere');
  return { required, bounds };
};

/** HeaderBBox { left = 1, right = 2, top = 3, bottom = 4 } in nanodegrees; nonsense counts as not stated. */
const decodeBounds = (pbf: PbfReader, end: number): GroundBounds | undefined => {
  const sides = [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field <= 4) sides[field - 1] = pbf.readSVarint() * nanodegrees;
  }
  if (pbf.pos !== end) throw new FormatFault('the box ends elsewhere');
  const [west = 0, east = 0, north = 0, south = 0] = sides;
  const isBox = west < east && south < north && west >= -180 && east <= 180 && south >= -90 && north <= 90;
  return isBox ? [west, south, east, north] : undefined;
};
