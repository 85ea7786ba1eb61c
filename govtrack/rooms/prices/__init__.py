"""The room of prices: releases of the GDP deflators and tables of discount rates."""
