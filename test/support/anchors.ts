import { readFileSync } from 'node:fs';
import type { RatePoint } from '../../src/domain/metrics/bd-rate.ts';

export const clipNames = ['dog', 'webcam', 'city', 'raccoon', 'screen'] as const;
export type ClipName = (typeof clipNames)[number];
type EachClip<T> = Readonly<Record<ClipName, T>>;
type ByCodec<T> = Readonly<Record<string, T>>;

/** What known encoders reach on the shipped clips. */
interface Anchors {
  readonly lossless: ByCodec<EachClip<number>>;
  readonly jpeg: EachClip<readonly (readonly [number, number, number, number, number])[]>;
  readonly lossy: ByCodec<EachClip<readonly (readonly [number, number, number, number])[]>>;
  readonly bd_rate_percent: Readonly<Record<'psnr_y' | 'psnr_yuv', ByCodec<readonly number[]>>>;
}

export const anchors = JSON.parse(readFileSync('test/fixtures/anchors.json', 'utf8')) as Anchors;

/** One point of a known encoder. */
export interface AnchorPoint {
  readonly bytes: number;
  readonly psnr_y: number;
  readonly psnr_yuv: number;
  readonly ssim_y: number;
}

export function jpegPoints(
  clip: ClipName,
): readonly (AnchorPoint & { readonly quality: number })[] {
  return anchors.jpeg[clip].map(([quality, bytes, psnr_y, psnr_yuv, ssim_y]) => ({
    quality,
    bytes,
    psnr_y,
    psnr_yuv,
    ssim_y,
  }));
}

export function lossyPoints(codec: string, clip: ClipName): readonly AnchorPoint[] {
  const points = anchors.lossy[codec]?.[clip] ?? [];
  return points.map(([bytes, psnr_y, psnr_yuv, ssim_y]) => ({ bytes, psnr_y, psnr_yuv, ssim_y }));
}

export function ratePoints(
  points: readonly AnchorPoint[],
  metric: 'psnr_y' | 'psnr_yuv',
): readonly RatePoint[] {
  return points.map((point) => ({ bytes: point.bytes, quality: point[metric] }));
}
