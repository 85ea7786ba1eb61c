"""The long-run page: is it good for us, or was it just a bad year?"""
