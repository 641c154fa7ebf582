export { createCityPlan } from './city/create-plan.ts';
export { sampleGroundSource } from './ground/ground-source.ts';
export { loadGateway, sampleCityPack, seedSampleCity, terminalSecret } from './pack.ts';
export { demonstrationPassword } from './people/demonstration-user.ts';
export { createSampleCity, type SampleCity, type SampleNode, sampleNodes } from './sample-city.ts';
export { happeningIds, happeningNames } from './simulator/happenings/happening.ts';
export { createSimulator, type SampleReading, type Simulator, storyStart } from './simulator/simulator.ts';
export { type SampleTerminal, sampleTerminals, underpassCode } from './terminals/sample-terminals.ts';
