export type { GroundCollection, GroundFeature, GroundKind } from './ground/map-ground.ts';
export { sampleGroundSource } from './ground/ground-source.ts';
export { sampleCityPack, seedSampleCity, terminalSecret } from './pack.ts';
export { demonstrationPassword, staffOf } from './people/staff.ts';
export { createSampleCity, type SampleCity, type SampleNode, sampleNodes } from './sample-city.ts';
export { createSimulator, type SampleReading, type Simulator, storyStart } from './simulator/simulator.ts';
export type { RainEvent } from './simulator/weather.ts';
export { type SampleTerminal, underpassCode } from './terminals.ts';
