"""JSON for programs: `/api/v1/`, in the words of the design and the keys of the contract."""
