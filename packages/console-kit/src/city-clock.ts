import { useSyncExternalStore } from 'react';

/** 城市时钟 as last told by the node; between two tellings it runs here at the same speed. */
type Told = { readonly cityMs: number; readonly speed: number; readonly heardAtMs: number };

let told: Told = { cityMs: Date.now(), speed: 1, heardAtMs: performance.now() };
let shown = Math.floor(Date.now() / 1000) * 1000;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** City time now, epoch milliseconds. */
export const cityNow = (): number => told.cityMs + (performance.now() - told.heardAtMs) * told.speed;

const tick = (): void => {
  shown = Math.floor(cityNow() / 1000) * 1000;
  for (const listener of listeners) listener();
};

/** Takes over what the node says about its city clock. @param cityMs epoch milliseconds */
export const tellCityClock = (cityMs: number, speed: number): void => {
  told = { cityMs, speed, heardAtMs: performance.now() };
  tick();
};

let machineAheadMs = 0;

/** Takes over the node's machine time, so that a desk with a wrong clock tells no wrong ages. */
export const tellMachineClock = (machineMs: number): void => {
  machineAheadMs = machineMs - Date.now();
};

/** Machine time of the node now, epoch milliseconds. */
export const machineNow = (): number => Date.now() + machineAheadMs;

export const citySpeed = (): number => told.speed;

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
};

/** City time in whole seconds, epoch milliseconds; renders again every second. */
export const useCityNow = (): number => useSyncExternalStore(subscribe, () => shown);
