import type { Block, BlockUse, Building, CityPlan, StreetDetail } from '../city/types.ts';
import { addressesOf } from './addresses.ts';
import { buildAnnexes } from './annexes.ts';
import { buildGovernment, buildMall, buildOffices } from './centre.ts';
import { buildEstate, buildVillage } from './homes.ts';
import { type Court, createPlot, type Plot, type Structure } from './plot.ts';
import { buildFarm, buildHospital, buildPavilions, buildSchool, buildSports, buildUniversity } from './public.ts';
import { createSite } from './site.ts';
import { centralityOf } from './skyline.ts';
import { surroundingsOf } from './surroundings.ts';
import { buildPort, buildPumping, buildStore, buildWaterworks, buildWorks } from './works.ts';

const builders: Readonly<Record<BlockUse, ((plot: Plot) => void) | undefined>> = {
  residential: buildEstate,
  village: buildVillage,
  commercial: buildMall,
  office: buildOffices,
  industrial: buildWorks,
  port: buildPort,
  government: buildGovernment,
  school: buildSchool,
  university: buildUniversity,
  hospital: buildHospital,
  park: buildPavilions,
  square: buildPavilions,
  sports: buildSports,
  store: buildStore,
  waterworks: buildWaterworks,
  pumping: buildPumping,
  forest: undefined,
  farmland: buildFarm,
  beach: undefined,
};

/** What stands and lies on the blocks of a street. */
export type BuiltUp = {
  readonly buildings: readonly Building[];
  readonly courts: readonly Court[];
};

/** Builds up a street of the city; always the same for the same plan and street. */
export const buildUp = (plan: CityPlan, detail: StreetDetail): BuiltUp => {
  const surroundings = surroundingsOf(plan, detail);
  const addresses = addressesOf(plan, detail, surroundings);
  const centrality = centralityOf(plan);
  const buildings: Building[] = [];
  const courts: Court[] = [];
  for (const block of detail.blocks) {
    const build = builders[block.use];
    if (build === undefined) continue;
    const site = createSite(block, surroundings.obstaclesOf(block));
    const plot = createPlot(plan.seed, block, site, centrality(block.middle));
    build(plot);
    buildAnnexes(plot);
    courts.push(...plot.courts);
    settle(
      buildings,
      block,
      plot,
      addresses.of(
        block,
        plot.structures.map(({ middle }) => middle),
      ),
    );
  }
  return { buildings, courts };
};

/** Buildings (楼栋) of a street. */
export const buildingsOf = (plan: CityPlan, detail: StreetDetail): readonly Building[] =>
  buildUp(plan, detail).buildings;

/** Spreads the block's households over its buildings by their floors; nobody lives in a hut. */
const settle = (buildings: Building[], block: Block, { structures }: Plot, addresses: readonly string[]): void => {
  const hasUpper = structures.some(({ levels }) => levels > 1);
  const homeM2 = ({ levels, floorM2 }: Structure): number => (levels === 1 && hasUpper ? 0 : floorM2);
  const floors = structures.reduce((sum, structure) => sum + homeM2(structure), 0);
  let [passed, settled] = [0, 0];
  structures.forEach((structure, index) => {
    const { ring, middle, levels, heightM } = structure;
    passed += homeM2(structure);
    const upToHere = Math.round((block.households * passed) / floors);
    buildings.push({
      ring,
      middle,
      use: block.use,
      heightM,
      levels,
      households: upToHere - settled,
      blockId: block.id,
      address: addresses[index] ?? '',
    });
    settled = upToHere;
  });
};
