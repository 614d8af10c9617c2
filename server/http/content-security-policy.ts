/**
 * The page may load from this server alone. MapLibre starts its worker from a blob and draws images from data and blobs
 * (https://maplibre.org/maplibre-gl-js/docs/#csp-directives); it also sets styles on its elements.
 */
export const CONTENT_SECURITY_POLICY: Readonly<Record<string, string[]>> = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  "worker-src": ["'self'", "blob:"],
  "connect-src": ["'self'"],
  "img-src": ["'self'", "data:", "blob:"],
  "style-src": ["'self'", "'unsafe-inline'"],
  "font-src": ["'self'"],
  "manifest-src": ["'self'"],
  "base-uri": ["'none'"],
  "form-action": ["'self'"],
  "frame-ancestors": ["'none'"],
};
