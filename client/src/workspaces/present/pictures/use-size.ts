import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Size } from "./projection.ts";

/**
 * The size of an element in pixels, so that what is drawn in it is as large as it says: letters too.
 * @param fixed of a sheet of paper, which nobody can measure before it is printed
 */
export function useSize(fixed: Size | null) {
  const element = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(fixed);
  useLayoutEffect(() => {
    const box = element.current;
    if (fixed !== null || box === null) return;
    const measure = () => setSize({ width: box.clientWidth, height: box.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return { element, size: size !== null && size.width > 0 && size.height > 0 ? size : null };
}

/** Letters on a picture: a fiftieth of its longer side, and never under what the last row can read. */
export function fontOf({ width, height }: Size): number {
  return Math.max(24, Math.round(Math.max(width / 32, height / 28)));
}
