import { describeDemoCity } from "./markets-truth.ts";

describeDemoCity(2_024);
describeDemoCity(90_125);
