import { type ImportFile, type ImportOrder, type ImportTargetId, importRoutes, type Problem } from '@liandong/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FeatureCollection } from 'geojson';
import { useState } from 'react';
import { api } from './client.ts';
import { keys } from './keys.ts';

const runningMs = 700;
const restMs = 20_000;

export const useImports = () =>
  useQuery({
    queryKey: keys.imports,
    queryFn: ({ signal }) => api(importRoutes.list, { signal }),
    refetchInterval: ({ state }) => (state.data?.some((one) => one.state === 'running') === true ? runningMs : restMs),
  });

export const useImport = (id: string | undefined) =>
  useQuery({
    queryKey: keys.oneImport(id ?? ''),
    queryFn: ({ signal }) => api(importRoutes.one, { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? runningMs : false),
  });

export const useImportTargets = () =>
  useQuery({
    queryKey: keys.importTargets,
    queryFn: ({ signal }) => api(importRoutes.targets, { signal }),
    staleTime: 600_000,
  });

export type TableChoice = {
  readonly sheet?: string | undefined;
  readonly headerRows?: string | undefined;
  readonly target?: ImportTargetId | undefined;
};

/** What stands in the table, read with this sheet and header. */
export const useTable = (fileId: string, choice: TableChoice, enabled: boolean) =>
  useQuery({
    queryKey: keys.importTable(fileId, JSON.stringify(choice)),
    queryFn: ({ signal }) => api(importRoutes.table, { params: { id: fileId }, query: choice, signal }),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

const isCollection = (value: unknown): value is FeatureCollection =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'FeatureCollection';

/** Where the rows lie, in WGS-84. */
export const useImportPreview = (id: string | undefined) =>
  useQuery({
    queryKey: keys.importPreview(id ?? ''),
    queryFn: async ({ signal }) => {
      const found: unknown = await api(importRoutes.preview, { params: { id: id ?? '' }, signal });
      return isCollection(found) ? found : undefined;
    },
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });

const useImportOrder = <Input, Output>(send: (input: Input) => Promise<Output>) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    // An import may have changed anything that the screens keep.
    onSuccess: () => client.invalidateQueries(),
  });
};

export const useStartImport = () => useImportOrder((body: ImportOrder) => api(importRoutes.start, { body }));
export const useUndoImport = () => useImportOrder((id: string) => api(importRoutes.undo, { params: { id } }));

export type Upload = {
  readonly share: number | undefined;
  readonly refusal: Problem | undefined;
  readonly failed: boolean;
  readonly send: (file: File) => void;
};

/** Brings a file to the node; how far it has come is known only to this old kind of request. */
export const useUpload = (onDone: (file: ImportFile) => void): Upload => {
  const [share, setShare] = useState<number>();
  const [refusal, setRefusal] = useState<Problem>();
  const [failed, setFailed] = useState(false);
  const send = (file: File): void => {
    setShare(0);
    setRefusal(undefined);
    setFailed(false);
    const request = new XMLHttpRequest();
    request.open(importRoutes.upload.method, `${importRoutes.upload.path}?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => setShare(total === 0 ? 0 : loaded / total);
    request.onloadend = () => {
      setShare(undefined);
      if (request.status === 200) onDone(request.response as ImportFile);
      else if (request.status >= 400 && request.response !== null) setRefusal(request.response as Problem);
      else setFailed(true);
    };
    request.send(file);
  };
  return { share, refusal, failed, send };
};
