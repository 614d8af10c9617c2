# spdep's Gi* on the same cells, counts and neighbours: Rscript local-g.R FOLDER
# Prints a line "seconds of localG, seconds of localG_perm with 499 draws, largest |difference| of z".
suppressMessages(library(spdep))
folder <- commandArgs(trailingOnly = TRUE)[1]
column <- function(name) scan(file.path(folder, name), quiet = TRUE)
x <- column("counts")
offsets <- column("offsets")
neighbours <- column("neighbours") + 1
n <- length(x)
nb <- lapply(seq_len(n), function(i) {
  as.integer(sort(c(i, if (offsets[i + 1] > offsets[i]) neighbours[(offsets[i] + 1):offsets[i + 1]])))
})
class(nb) <- "nb"
attr(nb, "self.included") <- TRUE
attr(nb, "region.id") <- as.character(seq_len(n))
weights <- nb2listw(nb, style = "B")
analytic <- system.time(z <- localG(x, weights))["elapsed"]
permuted <- system.time(localG_perm(x, weights, nsim = 499, iseed = 1))["elapsed"]
cat(analytic, permuted, max(abs(as.numeric(z) - column("z"))), "\n")
