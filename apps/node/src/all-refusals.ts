import { alertingRefusals } from '@liandong/alerting';
import { assetRefusals } from '@liandong/assets';
import { caseRefusals } from '@liandong/cases';
import { mqttRefusals } from '@liandong/gateway-mqtt';
import { osmRefusals } from '@liandong/gateway-osm';
import { terrainRefusals } from '@liandong/gateway-terrain';
import { groundRefusals } from '@liandong/ground';
import { importRefusals } from '@liandong/imports';
import { jurisdictionRefusals } from '@liandong/jurisdictions';
import { calendarRefusals } from '@liandong/laws';
import { linkageRefusals } from '@liandong/linkage';
import { oneMapRefusals } from '@liandong/onemap';
import { peopleRefusals } from '@liandong/people';
import { perceptionRefusals } from '@liandong/perception';
import { httpRefusals } from '@liandong/platform';
import type { RefusalList } from '@liandong/words';
import { nodeRefusals } from './refusals.ts';

/** Everything that a node says no with, in three languages. */
export const allRefusals: RefusalList = {
  ...httpRefusals,
  ...nodeRefusals,
  ...calendarRefusals,
  ...peopleRefusals,
  ...jurisdictionRefusals,
  ...perceptionRefusals,
  ...mqttRefusals,
  ...alertingRefusals,
  ...caseRefusals,
  ...linkageRefusals,
  ...groundRefusals,
  ...osmRefusals,
  ...terrainRefusals,
  ...oneMapRefusals,
  ...assetRefusals,
  ...importRefusals,
};
